/** The artifact that holds samples of a model's distance field; see `distance-field.ts` for its arrays. */
export const sdfArtifact = 'sdf.npz';
