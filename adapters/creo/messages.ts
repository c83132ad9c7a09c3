/** Messages of `proto/creo_extraction.proto` as proto-loader gives them; see there for meanings and units. */

export interface NamedContent {
  readonly name: string;
  readonly content: Buffer;
}

export interface ExtractRequest {
  readonly name: string;
  readonly format: string;
  readonly path?: string;
  readonly content?: Buffer;
  readonly content_sha256?: string;
  readonly companions: readonly NamedContent[];
}

export interface AxisMessage {
  readonly location: number[];
  readonly direction: number[];
}

export interface FaceMessage {
  readonly face_id?: number;
  readonly part?: number;
  readonly surface_type?: string;
  readonly surface_kind?: string;
  readonly area?: number;
  readonly centroid?: number[];
  readonly normal?: number[];
  readonly uv_bounds?: number[];
  readonly loops?: number;
  readonly edge_count?: number;
  readonly axis?: AxisMessage | null;
  readonly radius?: number;
  readonly major_radius?: number;
  readonly minor_radius?: number;
  readonly semi_angle?: number;
  readonly uv_grid?: Buffer;
  readonly more_json?: string;
}

export interface EdgeMessage {
  readonly edge_id?: number;
  readonly face_1?: number;
  readonly face_2?: number;
  readonly convexity?: string;
  readonly angle?: number;
  readonly length?: number;
  readonly curve_type?: string;
  readonly uv_grid?: Buffer;
  readonly more_json?: string;
}

export interface FeatureMessage {
  readonly feature_type?: string;
  readonly face_ids?: number[];
  readonly source?: string;
  readonly more_json?: string;
}

export interface MassMessage {
  readonly volume?: number;
  readonly area?: number;
  readonly mass_kg?: number;
  readonly centre_of_gravity?: number[];
  readonly bounding_box?: number[];
  readonly material?: string;
  readonly units?: string;
  readonly unit_source?: string;
}

export interface HeaderMessage {
  readonly backend?: string;
  readonly backend_version?: string;
  readonly face_count?: number;
  readonly edge_count?: number;
  readonly vertex_count?: number;
  readonly solid_count?: number;
  readonly mass_properties?: MassMessage | null;
  readonly metadata_json?: string;
  readonly read_from?: string;
}

export interface ArtifactMessage {
  readonly name?: string;
  readonly media_type?: string;
  readonly page?: number;
  readonly width?: number;
  readonly height?: number;
  readonly data?: Buffer;
  readonly last?: boolean;
}

export interface TrailerMessage {
  readonly complete?: boolean;
  readonly faces?: number;
  readonly edges?: number;
  readonly features?: number;
  readonly artifacts?: number;
  readonly warnings?: string[];
}

/** Exactly one of them is set. */
export interface BRepChunk {
  readonly header?: HeaderMessage;
  readonly faces?: { readonly faces: FaceMessage[] };
  readonly edges?: { readonly edges: EdgeMessage[] };
  readonly features?: { readonly features: FeatureMessage[] };
  readonly artifact?: ArtifactMessage;
  readonly trailer?: TrailerMessage;
}

export interface ComponentMessage {
  readonly parent_name?: string;
  readonly child_name?: string;
  readonly instance_name?: string;
  readonly transform?: number[];
  readonly instance_count?: number;
  readonly relation_type?: string;
  readonly more_json?: string;
}

export interface BomMessage {
  readonly item_number?: string;
  readonly part_number?: string;
  readonly description?: string;
  readonly quantity?: number;
  readonly material?: string;
  readonly more_json?: string;
}

export interface AssemblyMessage {
  readonly components?: ComponentMessage[];
  readonly bom?: BomMessage[];
}

export interface ParameterMessage {
  readonly name?: string;
  readonly value?: string;
  readonly value_numeric?: number;
  readonly value_type?: string;
  readonly units?: string;
  readonly is_designated?: boolean;
}

export interface ParametersMessage {
  readonly parameters?: ParameterMessage[];
}

export interface CapabilitiesMessage {
  readonly backend?: string;
  readonly backend_version?: string;
  readonly schema_version?: string;
  readonly formats?: string[];
  readonly methods?: string[];
  readonly sessions?: number;
  readonly accepts_paths?: boolean;
}

export interface MeshMessage {
  readonly part?: number;
  readonly face_id?: number;
  readonly positions?: Buffer;
  readonly triangles?: Buffer;
  readonly complete?: boolean;
}

export interface SdfRequest {
  readonly model: ExtractRequest;
}

export interface SdfMessage {
  readonly kind?: string;
  /** x, y, z, distance of each sample, little-endian float32. */
  readonly samples?: Buffer;
  readonly complete?: boolean;
}
