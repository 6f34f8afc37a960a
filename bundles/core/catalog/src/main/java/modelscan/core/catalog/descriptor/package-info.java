/** A provider as its descriptor says it, and the readers of the closed vocabulary. */
package modelscan.core.catalog.descriptor;
