/** Answers a request that comes again under one {@code Idempotency-Key} without asking anybody again. */
package modelscan.stage.repeat;
