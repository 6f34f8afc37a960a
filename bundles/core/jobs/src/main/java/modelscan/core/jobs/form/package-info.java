/** Requests, events, failures and receipts as the JSON in which they are kept. */
package modelscan.core.jobs.form;
