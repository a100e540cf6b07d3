package domain

import (
	"encoding/json"
	"errors"
)

// ongoing is the JSON of a PartialDate that has not ended.
const ongoing = "ongoing"

// MarshalJSON writes "ongoing" or the numbers of the date.
func (d PartialDate) MarshalJSON() ([]byte, error) {
	if d.Ongoing {
		return json.Marshal(ongoing)
	}
	type plain PartialDate
	return json.Marshal(plain(d))
}

// UnmarshalJSON reads what MarshalJSON writes.
func (d *PartialDate) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '"' {
		var s string
		if err := json.Unmarshal(b, &s); err != nil {
			return err
		}
		if s != ongoing {
			return errors.New(`a date is an object or "ongoing"`)
		}
		*d = PartialDate{Ongoing: true}
		return nil
	}
	type plain PartialDate
	var p plain
	if err := json.Unmarshal(b, &p); err != nil {
		return err
	}
	*d = PartialDate(p)
	return nil
}
