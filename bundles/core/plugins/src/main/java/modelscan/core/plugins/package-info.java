/** Hot deployment: what lies in {@code plugins/} runs, and whoever asks is told why something does not. */
package modelscan.core.plugins;
