/** Where plugins keep what must survive: the journal, which is the truth, and tables, which are found again from it. */
@Export
@Version("1.0.0")
package modelscan.api.gateway.store;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
