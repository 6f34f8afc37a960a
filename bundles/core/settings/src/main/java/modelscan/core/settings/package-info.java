/** Settings: {@code conf/*.json} becomes configurations, checked and live; secrets stay in the vault until delivery. */
package modelscan.core.settings;
