/** A file inside the JSON, in standard base64. */
export interface CdpFile {
  readonly base64_data: string;
  readonly content_type: string;
}

export interface CdpAddress {
  readonly address_type_id: string;
  readonly building_name: string;
  readonly street_name?: string;
  readonly landmark?: string;
  readonly city: string;
  readonly district?: string;
  readonly state?: string;
  readonly country: string;
  readonly zip?: string;
  readonly po_box?: string;
  readonly mobile_number?: string;
}

export interface CdpIdDetail {
  readonly id_type: number;
  readonly id_number: string;
  readonly name_as_per_id?: string;
  readonly issued_country: string;
  readonly issued_by?: string;
  readonly issued_at?: string;
  readonly issued_on?: string;
  readonly date_of_expiry?: string;
  readonly visa_number?: string;
  readonly visa_expiry_date?: string;
  readonly active_status: boolean;
  readonly default_status: boolean;
  readonly id_front?: CdpFile;
  readonly id_back?: CdpFile;
}

export interface CdpAdditionalDocument extends CdpFile {
  readonly document_id: string;
}

export interface CdpClassification {
  readonly customer_type_id?: number;
  readonly income_type?: string;
  readonly annual_income_range_id?: number;
  readonly annual_income_currency_code?: string;
  readonly txn_vol_month?: number;
  readonly txn_count_month?: number;
  readonly employer_name?: string;
  readonly employer_address?: string;
  readonly employer_phone?: string;
  readonly profession_category?: string;
  readonly reason_for_acc?: string;
  readonly agent_ref_no?: string;
  readonly first_language?: string;
  readonly marital_status?: string;
  readonly risk_rating_id?: number;
  readonly dnfbp?: boolean;
  readonly dpms?: boolean;
  readonly tax_registration_number?: string;
  readonly show_remarks_on_txn?: boolean;
  readonly customer_remarks?: string;
  readonly social_links?: readonly { readonly social_links_id: string; readonly text_field: string }[];
  readonly profile_photo?: CdpFile;
}

/** The vendor's pages show no body; the names are those that integrators' published client code sends. */
export interface CdpOnboardingRequest {
  readonly channel?: string;
  readonly agent_location_id?: string;
  readonly first_name: string;
  readonly middle_name?: string;
  readonly last_name: string;
  readonly preferred_name?: string;
  readonly mothers_maiden_name?: string;
  readonly nationality: string;
  readonly second_nationality?: string;
  readonly native_region?: string;
  readonly date_of_birth: string;
  readonly country_of_birth?: string;
  readonly place_of_birth?: string;
  readonly resident_type_id?: number;
  readonly country_of_residence: string;
  readonly gender: string;
  readonly primary_mobile_number: string;
  readonly secondary_mobile_number?: string;
  readonly phone_number?: string;
  readonly email_id: string;
  readonly occupation_id?: number;
  readonly political_exposed_person: boolean;
  readonly address_list: readonly CdpAddress[];
  readonly id_details: readonly CdpIdDetail[];
  readonly additional_docs?: readonly CdpAdditionalDocument[];
  readonly customer_classification?: CdpClassification;
}
