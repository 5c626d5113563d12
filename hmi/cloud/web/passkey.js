// Passkey ceremonies: JSON as the service speaks it, bytes as the browser wants them.
const decode = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
const encode = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

export async function create(options) {
  const credential = await navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: decode(options.challenge),
      user: { ...options.user, id: decode(options.user.id) },
      excludeCredentials: (options.excludeCredentials ?? []).map((row) => ({ ...row, id: decode(row.id) })),
    },
  });
  return answer(credential, {
    attestationObject: encode(credential.response.attestationObject),
    clientDataJSON: encode(credential.response.clientDataJSON),
  });
}

export async function get(options) {
  const credential = await navigator.credentials.get({
    publicKey: {
      ...options,
      challenge: decode(options.challenge),
      allowCredentials: (options.allowCredentials ?? []).map((row) => ({ ...row, id: decode(row.id) })),
    },
  });
  return answer(credential, {
    authenticatorData: encode(credential.response.authenticatorData),
    clientDataJSON: encode(credential.response.clientDataJSON),
    signature: encode(credential.response.signature),
  });
}

function answer(credential, response) {
  return { id: credential.id, rawId: encode(credential.rawId), type: credential.type, response };
}
