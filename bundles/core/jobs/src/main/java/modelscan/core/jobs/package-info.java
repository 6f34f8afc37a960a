/** Jobs that outlive their connection: kept on disk, gone on with after a restart, told by webhook. */
package modelscan.core.jobs;
