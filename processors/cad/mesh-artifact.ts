/** The artifact that holds a model's triangles: a sequence of faces, each as `tessellate.ts` writes it. */
export const meshArtifact = 'mesh.bin';
