package lambda_test

// engineAdaptors judge the life of environments, scaling and prices.
var engineAdaptors = map[string]adaptor{}
