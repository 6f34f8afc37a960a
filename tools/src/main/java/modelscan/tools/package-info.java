/** Tools for those who write plugins. */
package modelscan.tools;
