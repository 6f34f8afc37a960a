/** Just enough HTTP/1.1 for the two ends of a measurement. */
package modelscan.bench.http;
