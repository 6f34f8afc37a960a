/** Places in a provider's JSON, and what stands there. */
package modelscan.core.catalog.path;
