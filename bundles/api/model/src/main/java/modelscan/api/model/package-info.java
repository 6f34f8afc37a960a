/** The language everybody speaks: requests, messages, stream events, usage, money, failures. */
@Export
@Version("1.0.0")
package modelscan.api.model;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
