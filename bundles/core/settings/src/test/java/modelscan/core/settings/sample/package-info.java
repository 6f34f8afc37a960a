/** Classes that tests pack into bundles. */
package modelscan.core.settings.sample;
