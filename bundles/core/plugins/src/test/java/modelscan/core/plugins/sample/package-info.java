/** Classes that tests pack into bundles. */
package modelscan.core.plugins.sample;
