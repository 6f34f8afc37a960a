/** What every provider must keep to, checked through the real pipeline; free of any test framework. */
package modelscan.test.kit.provider;
