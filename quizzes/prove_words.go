package quizzes
