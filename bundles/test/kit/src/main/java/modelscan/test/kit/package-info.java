/** What a plugin author needs to test a plugin: a framework, sample exchanges, and the contract of each kind of plugin. */
package modelscan.test.kit;
