"""The desk: where analysts and editors look at what was coded, correct it and put it together."""
