/** Calls over HTTP to providers: pooled connections, deadlines, abort at any time. */
@Export
@Version("1.0.0")
package modelscan.base.net;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
