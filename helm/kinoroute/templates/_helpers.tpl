{{- define "kinoroute.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- define "kinoroute.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 50 | trimSuffix "-" -}}
{{- else if contains (include "kinoroute.name" .) .Release.Name -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "kinoroute.name" .) | trunc 50 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "kinoroute.selectorLabels" -}}
app.kubernetes.io/name: {{ include "kinoroute.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "kinoroute.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{ include "kinoroute.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/part-of: kinoroute
{{- end -}}

{{- define "kinoroute.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}
{{- end -}}

{{- define "kinoroute.authSecret" -}}
{{- .Values.auth.existingSecret | default (printf "%s-auth" (include "kinoroute.fullname" .)) -}}
{{- end -}}

{{- define "kinoroute.serviceAccount" -}}
{{- if .Values.serviceAccount.name -}}
{{ .Values.serviceAccount.name }}
{{- else if .Values.serviceAccount.create -}}
{{ include "kinoroute.fullname" . }}-jobber
{{- else -}}
default
{{- end -}}
{{- end -}}

{{- define "kinoroute.launchesJobs" -}}
{{- if and (eq .Values.mode "distributed") (eq .Values.voices.launcher "job") -}}true{{- end -}}
{{- end -}}

{{/* The values of a role over those that all share: dict root role. */}}
{{- define "kinoroute.role" -}}
{{- $own := index .root.Values.roles .role | default dict -}}
{{- mergeOverwrite (deepCopy .root.Values.roleDefaults) (deepCopy $own) | toYaml -}}
{{- end -}}

{{/* Roles that have a Deployment, as a list. Voices have none where each video gets a Job. */}}
{{- define "kinoroute.deployedRoles" -}}
{{- $roles := list -}}
{{- if eq .Values.mode "distributed" -}}
{{- range $role := list "api" "script" "visual" "jobber" "voice" "assemble" "compose" -}}
{{- $values := include "kinoroute.role" (dict "root" $ "role" $role) | fromYaml -}}
{{- if and $values.enabled (not (and (eq $role "voice") (include "kinoroute.launchesJobs" $))) -}}
{{- $roles = append $roles $role -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- $roles | toJson -}}
{{- end -}}

{{/* What distributed mode cannot do without. */}}
{{- define "kinoroute.check" -}}
{{- if eq .Values.mode "distributed" -}}
{{- range $part := list "postgresql" "rabbitmq" -}}
{{- $values := index $.Values $part -}}
{{- if not $values.host -}}{{- fail (printf "mode distributed needs %s.host" $part) -}}{{- end -}}
{{- if not $values.existingSecret -}}{{- fail (printf "mode distributed needs %s.existingSecret, a Secret with %s and %s" $part $values.userKey $values.passwordKey) -}}{{- end -}}
{{- end -}}
{{- if not .Values.store.existingSecret -}}{{- fail (printf "mode distributed needs store.existingSecret, a Secret with %s and %s" .Values.store.accessKeyKey .Values.store.secretKeyKey) -}}{{- end -}}
{{- else if .Values.embedded.persistence.existingClaim | and (not .Values.embedded.persistence.accessModes) -}}
{{- fail "embedded.persistence.accessModes is empty" -}}
{{- end -}}
{{- range $name, $text := .Values.config.routes -}}
{{- if not (hasSuffix ".yaml" $name) -}}{{- fail (printf "config.routes.%s: a route file's name ends in .yaml" $name) -}}{{- end -}}
{{- end -}}
{{- end -}}

{{- define "kinoroute.secretEnv" -}}
- name: {{ .name }}
  valueFrom:
    secretKeyRef:
      name: {{ .secret }}
      key: {{ .key }}
{{ end -}}

{{/* Environment of every pod: dict root roles. */}}
{{- define "kinoroute.env" -}}
{{- $v := .root.Values -}}
- name: KINOROUTE_DATA
  value: /data
- name: KINOROUTE_ROLES
  value: {{ .roles | quote }}
{{ include "kinoroute.secretEnv" (dict "name" "KINOROUTE_API_ADMINKEY" "secret" (include "kinoroute.authSecret" .root) "key" $v.auth.secretKey) -}}
{{- if $v.config.routes }}
- name: KINOROUTE_ROUTES_FOLDER
  value: /etc/kinoroute/routes
{{- end }}
{{- if eq $v.mode "distributed" }}
- name: POSTGRES_HOST
  value: {{ $v.postgresql.host | quote }}
- name: POSTGRES_PORT
  value: {{ $v.postgresql.port | quote }}
- name: DATABASE_NAME
  value: {{ $v.postgresql.database | quote }}
{{ include "kinoroute.secretEnv" (dict "name" "POSTGRES_USER" "secret" $v.postgresql.existingSecret "key" $v.postgresql.userKey) -}}
{{ include "kinoroute.secretEnv" (dict "name" "POSTGRES_PASSWORD" "secret" $v.postgresql.existingSecret "key" $v.postgresql.passwordKey) -}}
- name: RABBITMQ_HOST
  value: {{ $v.rabbitmq.host | quote }}
- name: RABBITMQ_PORT
  value: {{ $v.rabbitmq.port | quote }}
- name: RABBITMQ_VHOST
  value: {{ $v.rabbitmq.virtualHost | quote }}
{{ include "kinoroute.secretEnv" (dict "name" "RABBITMQ_USER" "secret" $v.rabbitmq.existingSecret "key" $v.rabbitmq.userKey) -}}
{{ include "kinoroute.secretEnv" (dict "name" "RABBITMQ_PASSWORD" "secret" $v.rabbitmq.existingSecret "key" $v.rabbitmq.passwordKey) -}}
- name: KINOROUTE_STORE_ENDPOINT
  value: {{ $v.store.endpoint | quote }}
- name: KINOROUTE_STORE_REGION
  value: {{ $v.store.region | quote }}
- name: KINOROUTE_STORE_BUCKET
  value: {{ $v.store.bucket | quote }}
- name: KINOROUTE_STORE_PATHSTYLE
  value: {{ $v.store.pathStyle | quote }}
{{ include "kinoroute.secretEnv" (dict "name" "KINOROUTE_STORE_ACCESSKEY" "secret" $v.store.existingSecret "key" $v.store.accessKeyKey) -}}
{{ include "kinoroute.secretEnv" (dict "name" "KINOROUTE_STORE_SECRETKEY" "secret" $v.store.existingSecret "key" $v.store.secretKeyKey) -}}
{{- end }}
{{- with $v.env }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "kinoroute.volumeMounts" -}}
- name: tmp
  mountPath: /tmp
- name: data
  mountPath: /data
{{- if .Values.config.settings }}
- name: config
  mountPath: /app/config/application.yaml
  subPath: application.yaml
  readOnly: true
{{- end }}
{{- if .Values.config.routes }}
- name: routes
  mountPath: /etc/kinoroute/routes
  readOnly: true
{{- end }}
{{- range $name, $text := .Values.config.prompts }}
- name: prompts
  mountPath: /app/config/prompts/{{ $name }}
  subPath: {{ $name }}
  readOnly: true
{{- end }}
{{- end -}}

{{- define "kinoroute.configVolumes" -}}
- name: tmp
  emptyDir: {}
{{- if .Values.config.settings }}
- name: config
  configMap:
    name: {{ include "kinoroute.fullname" . }}-config
{{- end }}
{{- if .Values.config.routes }}
- name: routes
  configMap:
    name: {{ include "kinoroute.fullname" . }}-routes
{{- end }}
{{- if .Values.config.prompts }}
- name: prompts
  configMap:
    name: {{ include "kinoroute.fullname" . }}-prompts
{{- end }}
{{- end -}}

{{/* A changed ConfigMap restarts the pods one by one. */}}
{{- define "kinoroute.checksums" -}}
checksum/config: {{ toJson .Values.config | sha256sum }}
{{- end -}}

{{- define "kinoroute.probes" -}}
startupProbe:
  httpGet: { path: /actuator/health/liveness, port: http }
  {{- toYaml .Values.probes.startup | nindent 2 }}
livenessProbe:
  httpGet: { path: /actuator/health/liveness, port: http }
  {{- toYaml .Values.probes.liveness | nindent 2 }}
readinessProbe:
  httpGet: { path: /actuator/health/readiness, port: http }
  {{- toYaml .Values.probes.readiness | nindent 2 }}
{{- end -}}
