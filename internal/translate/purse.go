package translate

import "context"

// A Purse pays for what is sent to engines. Take is called before each question with its characters; when it returns an error nothing is
// sent. Back gives characters back that were sent in vain: the engine did not answer or refused. The zero Purse has no bottom.
type Purse struct {
	Take func(ctx context.Context, characters int) error
	Back func(ctx context.Context, characters int)
}

func (p Purse) take(ctx context.Context, characters int) error {
	if p.Take == nil {
		return nil
	}
	return p.Take(ctx, characters)
}

func (p Purse) back(ctx context.Context, characters int) {
	if p.Back != nil {
		p.Back(ctx, characters)
	}
}
