/** Starts the framework: options, home, bundles of the features, start check, ready line, clean stop. */
package modelscan.launcher;
