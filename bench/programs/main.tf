# The same resources with Terraform and a generic REST provider: github.com/Mastercard/terraform-provider-restapi.
# It cannot update them, because that requires JSON Patch with If-Match, so that step is omitted.
terraform {
  required_providers {
    restapi = { source = "mastercard/restapi" }
  }
}

variable "url" { type = string }
variable "token" { type = string }
variable "groups" { type = number }

provider "restapi" {
  uri                  = var.url
  write_returns_object = true
  headers = {
    Authorization   = "Bearer ${var.token}"
    Content-Type    = "application/json"
    x-api-key       = "emulator-client"
    x-gw-ims-org-id = "EMULATOR@AdobeOrg"
    x-sandbox-name  = "prod"
  }
}

locals {
  api       = "/data/foundation/flowservice"
  names     = [for group in range(var.groups) : "Orders of shop ${group}"]
  azureBlob = { id = "4c10e202-c428-4796-9208-5f1f5732b1cf", version = "1.0" }
}

resource "restapi_object" "base" {
  count = var.groups
  path  = "${local.api}/connections"
  data = jsonencode({
    name           = local.names[count.index]
    connectionSpec = local.azureBlob
    auth = {
      specName = "ConnectionString"
      params   = { connectionString = "AccountName=acme;AccountKey=for-the-bench" }
    }
  })
}

resource "restapi_object" "source" {
  count = var.groups
  path  = "${local.api}/sourceConnections"
  data = jsonencode({
    name             = local.names[count.index]
    baseConnectionId = restapi_object.base[count.index].id
    connectionSpec   = local.azureBlob
    data             = { format = "delimited", properties = { columnDelimiter = "," } }
    params           = { path = "/orders/*.csv", type = "folder", recursive = true }
  })
}

resource "restapi_object" "target" {
  count = var.groups
  path  = "${local.api}/targetConnections"
  data = jsonencode({
    name           = local.names[count.index]
    connectionSpec = { id = "c604ff05-7f1a-43c0-8e18-33bf874cb11c", version = "1.0" }
    data = {
      schema = {
        id      = "https://ns.adobe.com/acme/schemas/0123456789"
        version = "application/vnd.adobe.xed-full+json;version=1"
      }
    }
    params = { dataSetId = "5ef4551c52e054191a61a99f" }
  })
}

resource "restapi_object" "flow" {
  count = var.groups
  path  = "${local.api}/flows"
  data = jsonencode({
    name                = local.names[count.index]
    flowSpec            = { id = "9753525b-82c7-4dce-8a9b-5ccfce2b9876", version = "1.0" }
    sourceConnectionIds = [restapi_object.source[count.index].id]
    targetConnectionIds = [restapi_object.target[count.index].id]
    transformations = [
      { name = "Mapping", params = { mappingId = "bf5286a9c1ad4266baca76ba3adc9366", mappingVersion = 0 } },
    ]
    scheduleParams = { startTime = "4102444800", frequency = "minute", interval = 15 }
  })
}
