/** Small corrections of a provider's JSON that a descriptor can say. */
package modelscan.core.catalog.quirk;
