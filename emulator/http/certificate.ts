import { randomBytes, webcrypto } from "node:crypto";
import { isIP } from "node:net";

/** A server's certificate, and the CA that its clients trust. */
export interface Certificate {
  /** The server's private key, PEM. */
  key: string;
  /** The server's certificate, PEM. */
  cert: string;
  /** The certificate of the authority that issued it, PEM. */
  ca: string;
}

/** The name of the authority, by which the emulator recognises a certificate that it wrote. */
export const authorityName = "CN=Emulator CA";

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const dayMs = 86_400_000;

/**
 * A new certificate, issued by a new authority whose key is not kept. Both follow the machine's time, because the
 * clients' checks do.
 *
 * @param names the host names and addresses for which the certificate is valid.
 */
export async function issueCertificate(names: readonly string[]): Promise<Certificate> {
  // Loaded here, because an emulator without TLS must not wait for it.
  await import("reflect-metadata");
  const x509 = await import("@peculiar/x509");
  x509.cryptoProvider.set(webcrypto);

  const validity = {
    notBefore: new Date(Date.now() - dayMs),
    notAfter: new Date(Date.now() + 365 * dayMs),
    signingAlgorithm: algorithm,
  };
  const authorityKeys = await webcrypto.subtle.generateKey(algorithm, false, ["sign", "verify"]);
  const authority = await x509.X509CertificateGenerator.createSelfSigned({
    ...validity,
    serialNumber: serialNumber(),
    name: authorityName,
    keys: authorityKeys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(authorityKeys.publicKey),
    ],
  });
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const certificate = await x509.X509CertificateGenerator.create({
    ...validity,
    serialNumber: serialNumber(),
    subject: "CN=localhost",
    issuer: authority.subject,
    publicKey: keys.publicKey,
    signingKey: authorityKeys.privateKey,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(
        names.map((value) => ({ type: isIP(value) === 0 ? "dns" : "ip", value })),
      ),
      await x509.AuthorityKeyIdentifierExtension.create(authorityKeys.publicKey),
    ],
  });
  const key = await webcrypto.subtle.exportKey("pkcs8", keys.privateKey);
  return {
    key: x509.PemConverter.encode(key, "PRIVATE KEY"),
    cert: certificate.toString("pem"),
    ca: authority.toString("pem"),
  };
}

// The first bit must not be set, so that the number is positive.
function serialNumber(): string {
  const bytes = randomBytes(16);
  return `4${bytes.toString("hex").slice(1)}`;
}
