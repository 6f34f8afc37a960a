/** The load generator: requests out, every answer judged, times counted exactly. */
package modelscan.bench.load;
