/** JMH benchmarks; run with {@code java -cp 'target/*:target/lib/*' org.openjdk.jmh.Main}. */
package modelscan.bench.jmh;
