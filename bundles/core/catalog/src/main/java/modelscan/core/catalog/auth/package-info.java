/** How a provider is shown its key: kinds of it, signatures, and access tokens got for a key. */
package modelscan.core.catalog.auth;
