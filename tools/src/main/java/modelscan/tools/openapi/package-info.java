/** Makes a first descriptor of a provider from its OpenAPI document. */
package modelscan.tools.openapi;
