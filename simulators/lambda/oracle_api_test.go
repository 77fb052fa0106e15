package lambda_test

// apiAdaptors judge what the API does; the engine's areas are elsewhere.
var apiAdaptors = map[string]adaptor{}
