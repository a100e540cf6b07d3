package routes

import "github.com/aufwind-im/aufwind/internal/domain"

// Drafts is what was kept of forms that came after their session had ended.
const Drafts = "/drafts"

// DropDraft throws one of them away.
func DropDraft(d domain.DraftID) string { return Drafts + "/" + d.String() + "/drop" }
