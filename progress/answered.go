package progress

import "skylab/quizzes/record"

// Record is a prediction as an answer to the item that it is for package
// quizzes: step vpc/answer is item vpc/answer.predict. It has no Seq.
func (p Prediction) Record() record.Answer {
	a := record.Answer{Item: p.Step + ".predict", Mode: record.Lesson, Chosen: p.Answer, Right: p.Right(), Sure: record.Guess, At: p.At}
	if p.Sure {
		a.Sure = record.Certain
	}
	return a
}

// Answered is everything that the learner answered, in quizzes and in lessons,
// for practice.New: the answers in the order of their Seq, and each prediction
// before the first answer that is later by the wall clock, as the two are kept
// apart and have no other order.
func Answered(s Store) ([]record.Answer, error) {
	answers, err := s.Answers()
	if err != nil {
		return nil, err
	}
	predictions, err := s.Predictions()
	if err != nil || len(predictions) == 0 {
		return answers, err
	}
	list := make([]record.Answer, 0, len(answers)+len(predictions))
	for _, a := range answers {
		for len(predictions) > 0 && predictions[0].At.Before(a.At) {
			list = append(list, predictions[0].Record())
			predictions = predictions[1:]
		}
		list = append(list, a)
	}
	for _, p := range predictions {
		list = append(list, p.Record())
	}
	return list, nil
}
