/**
 * Calls whose JSON is the provider's own, and jobs, made of data alone.
 *
 * <p>A {@link modelscan.core.catalog.form.Form} says what is sent and where the answer has what;
 * {@link modelscan.core.catalog.form.Forms} goes through its steps.
 */
package modelscan.core.catalog.form;
