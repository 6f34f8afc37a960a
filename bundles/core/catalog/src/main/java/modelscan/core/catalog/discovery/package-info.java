/** The lists of models that providers give themselves, merged with what their descriptors say. */
package modelscan.core.catalog.discovery;
