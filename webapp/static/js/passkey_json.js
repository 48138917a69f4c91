// Gives browsers of before 2025 the JSON side of passkeys that the standard has now.
(() => {
  'use strict';
  const Credential = window.PublicKeyCredential;
  if (!Credential || Credential.parseRequestOptionsFromJSON) return;

  const bytes = (text) => Uint8Array.from(
    atob(text.replace(/-/g, '+').replace(/_/g, '/')), (character) => character.charCodeAt(0));
  const text = (buffer) => buffer && btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  const known = (list) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }));

  Credential.parseCreationOptionsFromJSON = (options) => ({
    ...options,
    challenge: bytes(options.challenge),
    user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: known(options.excludeCredentials),
  });
  Credential.parseRequestOptionsFromJSON = (options) => ({
    ...options,
    challenge: bytes(options.challenge),
    allowCredentials: known(options.allowCredentials),
  });
  Credential.prototype.toJSON = function toJSON() {
    const response = {};
    for (const part of ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
      if (this.response[part]) response[part] = text(this.response[part]);
    }
    return { id: this.id, rawId: text(this.rawId), type: this.type, response };
  };
})();
