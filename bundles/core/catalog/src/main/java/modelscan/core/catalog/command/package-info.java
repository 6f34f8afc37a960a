/** Providers that are programs on this machine: how they are started, told what to do, and read. */
package modelscan.core.catalog.command;
