package ui

// iconPath is the drawing of an icon, our own.
func iconPath(name string) string {
	switch name {
	case "money":
		return "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM15 9c-1-2-6-2-6 0 0 3 6 2 6 5 0 2-5 2-6 0M12 6v12"
	case "development":
		return "M4 18l6-6 4 4 6-8M20 8h-4M20 8v4"
	case "wind":
		return "M3 9h10a2.5 2.5 0 1 0-2.5-2.5M3 13h15a2.5 2.5 0 1 1-2.5 2.5M3 17h7"
	case "sun":
		return "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6 19 19M5 19l1.4-1.4M17.6 6.4 19 5"
	case "plan":
		return "M5 4h14v16H5zM8 9l1.5 1.5L12 8M8 15l1.5 1.5L12 14M15 9.5h1M15 15.5h1"
	case "paper":
		return "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6"
	case "person":
		return "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-5 4-7 8-7s8 2 8 7"
	case "people", "participation":
		return "M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM16.5 11a2.5 2.5 0 1 0 0-5M3 20c0-4 2-6 5-6s5 2 5 6M15 14c3.500 0 6 2 6 6"
	case "list":
		return "M4 6h16M4 12h16M4 18h10"
	case "link":
		return "M9 15l6-6M11 7l2-2a4.200 4.200 0 0 1 6 6l-2 2M13 17l-2 2a4.200 4.200 0 0 1-6-6l2-2"
	case "add":
		return "M12 5v14M5 12h14"
	case "close":
		return "M5 5l14 14M19 5L5 19"
	case "out":
		return "M10 4H5v16h5M14 8l4 4-4 4M18 12H9"
	case "up":
		return "M5 15l7-7 7 7"
	case "next":
		return "M9 5l7 7-7 7"
	case "back":
		return "M15 5l-7 7 7 7"
	case "language", "languages":
		return "M4 5h10M9 3v2c0 5-2 8-5 10M6 9c1 3 4 6 7 7M13 21l4-10 4 10M14.500 17.500h5"
	case "work":
		return "M4 8h16v11H4zM9 8V5h6v3M4 13h16"
	case "housing", "house":
		return "M4 11l8-7 8 7M6 10v10h12V10M10 20v-5h4v5"
	case "health":
		return "M12 20s-7-4.500-7-10a4 4 0 0 1 7-2.500A4 4 0 0 1 19 10c0 5.500-7 10-7 10z"
	case "office":
		return "M5 21V4h9v17M14 9h5v12M3 21h18M8 8h3M8 12h3M8 16h3"
	case "school", "schooling", "training":
		return "M12 5 2 10l10 5 10-5zM6 12v5c3 2.500 9 2.500 12 0v-5"
	case "qualification":
		return "M12 3l2.500 5.500 6 .500-4.500 4 1.500 6L12 16l-5.500 3 1.500-6L3.500 9l6-.500z"
	case "recognition":
		return "M6 3h12v18l-6-4-6 4zM9 9l2 2 4-4"
	case "family", "household":
		return "M8 9a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5zM17 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM4 20v-4c0-2.500 2-4 4-4s4 1.500 4 4v4M14 20v-3c0-2 1.500-3 3-3s3 1 3 3v3"
	case "contact":
		return "M5 4h4l2 5-2.500 1.500a11 11 0 0 0 5 5L15 13l5 2v4c0 1-1 2-2 2C10 21 3 14 3 6c0-1 1-2 2-2z"
	case "identity", "residence":
		return "M3 6h18v12H3zM8 12.500a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM5 16c.500-2 5.500-2 6 0M14 10h4M14 14h4"
	case "skills":
		return "M14 6a4 4 0 0 0 5 5l-9 9-4-4 9-9z"
	case "eye":
		return "M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z"
	case "lock":
		return "M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3"
	case "todo":
		return "M12 8.500a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7z"
	case "check", "done":
		return "M5 12.500l4.500 4.500L19 7"
	case "warn":
		return "M12 4 2.500 20h19zM12 10v4M12 17v.010"
	case "clock":
		return "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3 2"
	case "print":
		return "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z"
	case "device":
		return "M8 3h8v18H8zM11 18h2"
	case "search":
		return "M10.500 4a6.500 6.500 0 1 0 0 13 6.500 6.500 0 0 0 0-13zM15.500 15.500 21 21"
	case "edit":
		return "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3"
	case "trash":
		return "M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13"
	case "book":
		return "M4 5c3-1 6-1 8 1 2-2 5-2 8-1v14c-3-1-6-1-8 1-2-2-5-2-8-1zM12 6v14"
	case "send":
		return "M4 12 20 4l-5 16-3-7z"
	}
	if path, ok := groupPath(name); ok {
		return path
	}
	return "M12 8v.010M12 12v4M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z"
}
