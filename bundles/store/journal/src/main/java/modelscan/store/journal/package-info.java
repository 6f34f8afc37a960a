/** The journal: what happened, in files that are only ever written at their end. */
package modelscan.store.journal;
