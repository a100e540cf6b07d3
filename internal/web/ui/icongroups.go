package ui

// groupPath is the drawing of a field of work, our own; ok is false when there is none of that name.
func groupPath(name string) (path string, ok bool) {
	switch name {
	case "anvil":
		return "M3 8h12v2c2 0 4-1 6-2v1c-1 3-4 5-7 5v3h3v3H7v-3h2v-3c-3 0-6-2-6-6z", true
	case "box":
		return "M4 8l8-4 8 4v9l-8 4-8-4zM4 8l8 4 8-4M12 12v9", true
	case "bread":
		return "M5 11a4 4 0 0 1 2-7h10a4 4 0 0 1 2 7v8H5zM9 8v3M13 8v3", true
	case "broom":
		return "M15 3l-3 9M7 12h9l2 8H5zM9 16v4M13 16v4", true
	case "calculator":
		return "M6 3h12v18H6zM9 6h6v3H9zM9 13v.010M12 13v.010M15 13v.010M9 17v.010M12 17v.010M15 17v.010", true
	case "crane":
		return "M8 21V3M5 21h6M4 8h17M8 3 4 8M8 3l9 5M17 8v5M15.500 13v2a1.500 1.500 0 1 0 3 0", true
	case "desk":
		return "M3 11h18M5 11v9M19 11v9M13 11v5h6M8 11V5h8v6", true
	case "dots":
		return "M6 10.500a1.500 1.500 0 1 0 0 3 1.500 1.500 0 0 0 0-3zM12 10.500a1.500 1.500 0 1 0 0 3 1.500 1.500 0 0 0 0-3zM18 10.500a1.500 1.500 0 1 0 0 3 1.500 1.500 0 0 0 0-3z", true
	case "flask":
		return "M9 3h6M10 3v6L5 19c-.500 1.500 0 2 1.500 2h11c1.500 0 2-.500 1.500-2L14 9V3M8 15h8", true
	case "gears":
		return "M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM12 3v3M12 18v3M3 12h3M18 12h3M5.600 5.600l2.200 2.200M16.200 16.200l2.200 2.200M5.600 18.400l2.200-2.200M16.200 7.800l2.200-2.200", true
	case "hands":
		return "M12 10S8 8 8 5c0-2 3-2.500 4 0 1-2.500 4-2 4 0 0 3-4 5-4 5zM3 14c2-1 4-1 5 0h4c2 0 2 3 0 3H9M3 20h9c4 0 6-2 9-6-1-1.500-3-1-4 0l-3 2", true
	case "home":
		return "M4 11l8-7 8 7M6 10v10h12V10M9 20v-2c0-2 1-3 3-3s3 1 3 3v2M12 12.500a1.500 1.500 0 1 0 0-3 1.500 1.500 0 0 0 0 3z", true
	case "laptop":
		return "M5 5h14v10H5zM2 19h20", true
	}
	return handPath(name)
}

// handPath is groupPath for the second half of the alphabet.
func handPath(name string) (path string, ok bool) {
	switch name {
	case "needle":
		return "M20 4 5 19M18 4l2 2M5 19c2 2 6 2 6-1 0-4 6-4 8 0", true
	case "palette":
		return "M12 3a9 9 0 1 0 0 18c2 0 2-1.500 1.500-2.500-1-2 .500-3.500 2.500-3.500h2c2 0 3-1.500 3-3.500C21 6.500 17 3 12 3zM8 9v.010M12 7v.010M16 9v.010M7 13v.010", true
	case "plant":
		return "M12 21v-9M12 12c0-4-3-6-7-6 0 4 3 6 7 6zM12 15c0-3 2.500-5 7-5 0 3.500-3 5-7 5zM7 21h10", true
	case "plug":
		return "M9 3v5M15 3v5M6 8h12v3a6 6 0 0 1-12 0zM12 17v4", true
	case "pot":
		return "M4 10h16M6 10v8c0 1 1 2 2 2h8c1 0 2-1 2-2v-8M3 13h3M18 13h3M10 7V4M14 7V4", true
	case "ruler":
		return "M3 16 16 3l5 5L8 21zM7 12l2 2M10 9l2 2M13 6l2 2", true
	case "saw":
		return "M3 14 15 4l6 6-3 3-3-2v3l-3-1v3l-3-1v3l-3-1z", true
	case "scales":
		return "M12 4v16M7 20h10M5 7h14M5 7l-3 7c1 2 5 2 6 0zM19 7l-3 7c1 2 5 2 6 0z", true
	case "scissors":
		return "M7 9a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5zM7 20a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5zM9 8l11 9M9 16l11-9", true
	case "shield":
		return "M12 3l8 3v6c0 5-4 8-8 9-4-1-8-4-8-9V6zM9 12l2 2 4-4", true
	case "shop":
		return "M4 9l1.500-5h13L20 9zM6 9v11h12V9M10 20v-6h4v6", true
	case "stethoscope":
		return "M6 3v5a4 4 0 0 0 8 0V3M10 12v3a5 5 0 0 0 9 2M19 14a2 2 0 1 0 0-4 2 2 0 0 0 0 4z", true
	case "truck":
		return "M2 6h12v11H2zM14 10h4l4 4v3h-8M6.500 20a1.500 1.500 0 1 0 0-3 1.500 1.500 0 0 0 0 3zM17.500 20a1.500 1.500 0 1 0 0-3 1.500 1.500 0 0 0 0 3z", true
	case "wrench":
		return "M20 7a5 5 0 0 1-7 5l-7 8-3-3 8-7a5 5 0 0 1 5-7l-2 4 2 2z", true
	}
	return "", false
}
