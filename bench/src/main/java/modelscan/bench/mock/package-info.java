/** The mock upstream: a scripted chat completion server that is faster than what it tests. */
package modelscan.bench.mock;
