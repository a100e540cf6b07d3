package routes

import (
	"net/url"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// CVLinks is the list of the links to the own CVs.
const CVLinks = "/me/links"

// NewCVLink is the form for a link to one of the own CVs.
func NewCVLink(c domain.CVID) string { return with(CVLinks+"/new", query{"cv": number(c)}) }

// EndCVLink ends one of the own links.
func EndCVLink(l domain.CVLinkID) string { return CVLinks + "/" + l.String() + "/end" }

// LinkedCV is the address of a link: whoever has it reads the CV.
func LinkedCV(token string) string { return "/cv/" + url.PathEscape(token) }

// LinkedPDF is the PDF of a linked CV.
func LinkedPDF(token string) string { return LinkedCV(token) + "/pdf" }
