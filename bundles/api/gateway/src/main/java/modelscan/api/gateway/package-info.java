/** The contract between the gateway and its plugins: exchanges, replies, stages, strategies, providers, dialects. */
@Export
@Version("1.0.0")
package modelscan.api.gateway;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
