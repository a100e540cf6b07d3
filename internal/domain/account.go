package domain

// The actions of signing in and out; everybody may try, so no rule is asked.
const (
	SignIn        Action = "session.start"
	SignOut       Action = "session.sign_out"
	SignInRefused Action = "session.refused" // a wrong password, PIN or code, also of one asked for in a session
	ProveSession  Action = "session.prove"   // once more, in a session
)

// The actions of users on the own account.
const (
	ReadAccount       Action = "account.read"
	ChangePassword    Action = "password.change"
	SetSecondFactor   Action = "second_factor.set"
	MakeRecoveryCodes Action = "recovery_code.make"
)

// The actions of users on the own daily digest.
const (
	ReadDigestSetting Action = "digest.read_setting"
	SaveDigestSetting Action = "digest.save_setting"
)
