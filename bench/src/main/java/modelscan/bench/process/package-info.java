/** The processes under test: started on loopback, looked at through /proc, always ended. */
package modelscan.bench.process;
