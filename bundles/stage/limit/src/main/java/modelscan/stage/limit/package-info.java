/** Keeps within the rates and quotas of providers. */
package modelscan.stage.limit;
