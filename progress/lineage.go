package progress

// Grown is the part of an earlier session that another one grew from: its
// journal up to where the other was begun in its world.
type Grown struct {
	Session
	Journal []Entry
}

// Lineage lists what a session's world grew from, oldest first; nothing for one
// that was begun afresh. It fails with ErrNone where a part of it is missing.
func Lineage(s Store, of Session) ([]Grown, error) {
	if of.From == 0 {
		return nil, nil
	}
	all, err := s.Sessions()
	if err != nil {
		return nil, err
	}
	byID := make(map[int64]Session, len(all))
	for _, v := range all {
		byID[v.ID] = v
	}
	var list []Grown
	for v := of; v.From != 0; {
		from, ok := byID[v.From]
		if !ok || from.ID >= v.ID {
			return nil, ErrNone
		}
		journal, err := upTo(s, from.ID, v.FromSeq)
		if err != nil {
			return nil, err
		}
		list = append([]Grown{{from, journal}}, list...)
		v = from
	}
	return list, nil
}

// upTo is a journal up to one of its entries; ErrNone when it is shorter.
func upTo(s Store, session int64, seq int) ([]Entry, error) {
	journal, err := s.Journal(session)
	if err != nil {
		return nil, err
	}
	for i, e := range journal {
		if e.Seq > seq {
			journal = journal[:i]
			break
		}
	}
	if seq > 0 && (len(journal) == 0 || journal[len(journal)-1].Seq != seq) {
		return nil, ErrNone
	}
	return journal, nil
}
