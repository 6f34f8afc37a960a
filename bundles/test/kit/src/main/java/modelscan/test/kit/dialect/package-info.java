/** Providers that speak a dialect by a script: answers whole and streamed, tool calls, usage, errors. */
package modelscan.test.kit.dialect;
