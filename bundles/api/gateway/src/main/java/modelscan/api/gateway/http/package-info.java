/** How a plugin answers HTTP calls without knowing the server. */
@Export
@Version("1.0.0")
package modelscan.api.gateway.http;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
