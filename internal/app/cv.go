package app

import "github.com/aufwind-im/aufwind/internal/domain"

func profileCV(p Profile) domain.CV { return domain.CV{} }
